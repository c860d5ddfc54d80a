-- Who holds a batch, and how it gets back.
local function owner_of(id, batch)
    local own = call('HGET', own_key(id), batch)
    if not own then return nil end
    local attempt, session, number, claimed, worker = string.match(own, '^([^|]*)|([^|]*)|([^|]*)|([^|]*)|(.*)$')
    return { attempt = attempt, session = session, number = tonumber(number), claimed = tonumber(claimed), worker = worker }
end

-- The batch of an active job that this attempt owns: the fence that everything a worker says must pass.
local function owned(id, batch, attempt)
    local job = load_job(id)
    if not job or not active(job) then return nil, nil, job end
    local owner = owner_of(id, batch)
    if not owner or owner.attempt ~= attempt then return nil, nil, job end
    return job, owner, job
end

local function split(member)
    local id, batch = string.match(member, '^(.*):(%d+)$')
    return id, tonumber(batch)
end

local function drop_lease(job, batch, worker)
    local member = job.id .. ':' .. batch
    call('HDEL', own_key(job.id), batch)
    call('ZREM', LEASES, member)
    call('ZREM', held_key(worker), member)
    count(job.class, 'r', -1, -rows_of(job, batch))
end

local function give_back(job, batch, due)
    call('ZADD', back_key(job.id), due, batch)
    call('ZADD', AGE, job.born, job.id)
    count(job.class, 'w', 1, rows_of(job, batch))
    settle_waiting(job)
end

local function bury(job, batch, class, message)
    call('HSET', dead_key(job.id), batch, class .. '|' .. message)
    call('HDEL', tries_key(job.id), batch)
    call('HINCRBY', META, 'dead', 1)
    job.dead = call('HINCRBY', job_key(job.id), 'dead', 1)
    end_if_finished(job)
end
