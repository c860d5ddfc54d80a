-- A job whose keys contradict each other: by the scripts alone this cannot happen, but data may have been restored in part, or
-- changed by hand. What is committed is believed, and everything else is derived from it again.
local function amiss(job)
    local own, back = call('HKEYS', own_key(job.id)), call('ZCARD', back_key(job.id))
    if job.cursor + job.extra ~= job.done + #own + back + job.dead then return true end
    for _, unit in ipairs(own) do
        if not call('ZSCORE', LEASES, job.id .. ':' .. unit) then return true end
    end
    local queued = call('ZSCORE', turn_key(job.lane, job.tenant), job.id) or call('ZSCORE', DUE, job.id)
    local waits = back > 0 or job.cursor < job.batches
    return waits ~= (queued and true or false) or call('HLEN', result_key(job.id)) ~= job.done
        or call('LLEN', order_key(job.id)) ~= job.done or call('HLEN', dead_key(job.id)) ~= job.dead
end

local function mend_leases(job)
    for _, unit in ipairs(call('HKEYS', own_key(job.id))) do
        local member, owner = job.id .. ':' .. unit, owner_of(job.id, unit)
        call('ZADD', LEASES, 'NX', NOW, member)
        call('ZADD', held_key(owner.worker), 'NX', call('HINCRBY', META, 'claims', 1), member)
    end
end

-- Answers whether the unit is committed, and puts it where it belongs.
local function mend_unit(job, unit, in_order_as)
    local committed = call('HGET', result_key(job.id), unit)
    local owned_now = call('HEXISTS', own_key(job.id), unit) == 1
    if committed then
        if owned_now then drop_lease(job, unit, owner_of(job.id, unit).worker) end
        call('ZREM', back_key(job.id), unit)
        call('HDEL', dead_key(job.id), unit)
        call('SETBIT', done_key(job.id), unit, 1)
        if not in_order_as then in_order(job.id, unit, string.match(committed, '^[^|]*')) end
        return true
    end
    call('SETBIT', done_key(job.id), unit, 0)
    if in_order_as then call('LREM', order_key(job.id), 0, in_order_as) end
    local somewhere = owned_now or call('ZSCORE', back_key(job.id), unit) or call('HEXISTS', dead_key(job.id), unit) == 1
    if not somewhere then give_back(job, unit, NOW) end
    return false
end

local function mend(job)
    mend_leases(job)
    local ordered = {}
    for _, entry in ipairs(call('LRANGE', order_key(job.id), 0, -1)) do ordered[tonumber(string.match(entry, '^%d+'))] = entry end
    local done, rows = 0, 0
    for i = 0, job.cursor + job.extra - 1 do
        local unit = i < job.cursor and i or job.batches + i - job.cursor
        if mend_unit(job, unit, ordered[unit]) then done, rows = done + 1, rows + rows_of(job, unit) end
    end
    local dead = call('HLEN', dead_key(job.id))
    call('HINCRBY', META, 'dead', dead - job.dead)
    job.done, job.dead = done, dead
    call('HSET', job_key(job.id), 'done', done, 'doneRows', rows, 'dead', job.dead)
    settle_waiting(job)
    end_if_finished(job)
    call('HINCRBY', META, 'repairs', 1)
    changed()
end

-- A few jobs at each call, in turn.
local LOOKED_AT = 4
local function look_after_some()
    local from = tonumber(call('HGET', META, 'lookedAt') or 0)
    local ids = call('ZRANGE', JOBS, from, from + LOOKED_AT - 1)
    for _, id in ipairs(ids) do
        local job = load_job(id)
        if not job then
            for _, key in ipairs({ JOBS, ENDS, AGE, DUE }) do call('ZREM', key, id) end
        elseif active(job) and amiss(job) then
            mend(job)
        end
    end
    call('HSET', META, 'lookedAt', #ids < LOOKED_AT and 0 or from + LOOKED_AT)
end
