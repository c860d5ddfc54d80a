-- What a client's Idempotency-Key stands for: nothing, an upload under way, or a job, which may have been deleted since.
local function keyed(scope, id)
    if scope == '' then return nil end
    local known = call('GET', idem_key(scope))
    if not known or known == id then return nil end
    local job, payload = string.match(known, '^([^|]*)|(.*)$')
    if job then return { job = job, payload = payload } end
    local other = load_upload(known)
    local ends = call('ZSCORE', UPLOADS, known)
    if other and ends and tonumber(ends) > NOW then return { upload = known } end
    -- Whoever held it is gone: it is free from now on, not only after the next sweep.
    if other then drop_upload(other) end
    call('DEL', idem_key(scope))
    return nil
end
