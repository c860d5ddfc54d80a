-- Who holds a unit, and how it gets back.
local function owner_of(id, unit)
    local own = call('HGET', own_key(id), unit)
    if not own then return nil end
    local attempt, session, number, claimed, cost, worker = string.match(own, '^([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|(.*)$')
    return {
        attempt = attempt, session = session, number = tonumber(number), claimed = tonumber(claimed),
        cost = tonumber(cost), worker = worker,
    }
end

-- The unit of an active job that this attempt owns: the fence that everything a worker says must pass.
local function owned(id, unit, attempt)
    local job = load_job(id)
    if not job or not active(job) then return nil, nil, job end
    local owner = owner_of(id, unit)
    if not owner or owner.attempt ~= attempt then return nil, nil, job end
    return job, owner, job
end

local function split(member)
    local id, unit = string.match(member, '^(.*):(%d+)$')
    return id, tonumber(unit)
end

local function drop_lease(job, unit, worker)
    local member = job.id .. ':' .. unit
    call('HDEL', own_key(job.id), unit)
    call('ZREM', LEASES, member)
    call('ZREM', held_key(worker), member)
    count(job.class, 'r', -1, -rows_of(job, unit))
end

local function give_back(job, unit, due)
    call('ZADD', back_key(job.id), due, unit)
    call('ZADD', AGE, job.born, job.id)
    count(job.class, 'w', 1, rows_of(job, unit))
    settle_waiting(job)
end

-- Nothing was done on it, so neither the batch nor its tenant pays.
local function give_back_untouched(job, unit, owner)
    -- It ends, or is in trouble: not the one to be woken for this.
    call('ZREM', IDLE, owner.worker)
    drop_lease(job, unit, owner.worker)
    charge_seconds(job, -owner.cost)
    give_back(job, unit, NOW)
end

local function bury(job, unit, class, message)
    call('HSET', dead_key(job.id), unit, class .. '|' .. message)
    call('HDEL', tries_key(job.id), unit)
    call('HINCRBY', META, 'dead', 1)
    take(job.tenant, 0, -rows_of(job, unit), -1)
    job.dead = call('HINCRBY', job_key(job.id), 'dead', 1)
    end_if_finished(job)
end
