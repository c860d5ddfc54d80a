-- What a client's Idempotency-Key stands for: nothing, an upload under way, or a job, which may have been deleted since.
local function keyed(scope, id)
    if scope == '' then return nil end
    local known = call('HMGET', idem_key(scope), 'job', 'payload')
    if not known[1] then return nil end
    if known[2] then return { job = known[1], payload = known[2] } end
    if known[1] == id then return nil end
    local other = load_upload(known[1])
    local ends = call('ZSCORE', UPLOADS, known[1])
    if other and ends and tonumber(ends) > NOW then return { upload = known[1] } end
    -- Whoever held it is gone: it is free from now on, not only after the next sweep.
    if other then drop_upload(other) end
    call('DEL', idem_key(scope))
    return nil
end
