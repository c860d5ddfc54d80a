local function load_job(id)
    local f = call('HMGET', job_key(id), 'state', 'rows', 'size', 'batches', 'cursor', 'done', 'dead', 'class', 'born', 'ttl',
        'scope', 'extra', 'tenant', 'lane', 'inBytes', 'outBytes')
    if not f[1] then return nil end
    -- Parts of batches that were cut count as begun: here the two are kept apart.
    local extra = tonumber(f[12])
    return {
        id = id, state = f[1], rows = tonumber(f[2]), size = tonumber(f[3]), batches = tonumber(f[4]) - extra,
        cursor = tonumber(f[5]) - extra, done = tonumber(f[6]), dead = tonumber(f[7]), class = f[8],
        born = tonumber(f[9]), ttl = tonumber(f[10]), scope = f[11], extra = extra, tenant = f[13], lane = f[14],
        in_bytes = tonumber(f[15]), out_bytes = tonumber(f[16]),
    }
end

-- Lost on those who are not there, or may not listen.
local function tell(message) redis.pcall('PUBLISH', ROOT .. 'news', message) end

local function active(job) return job.state == 'queued' or job.state == 'running' end

-- A unit is a batch, or a part of one that was split: the batch in whose blob its rows are, how many come before them, how many
-- they are. The first part keeps the batch's number, the others get numbers behind the last batch.
local function range_of(job, unit)
    if job.extra > 0 then
        local part = call('HGET', part_key(job.id), unit)
        if part then
            local batch, before, rows = string.match(part, '^(%d+)|(%d+)|(%d+)$')
            return tonumber(batch), tonumber(before), tonumber(rows)
        end
    end
    return unit, 0, math.min(job.size, job.rows - unit * job.size)
end

local function rows_of(job, unit)
    local _, _, rows = range_of(job, unit)
    return rows
end

local function first_row(job, unit)
    local batch, before = range_of(job, unit)
    return batch * job.size + before
end

-- Puts a job where it belongs: among those that take turns if something of it may be claimed now, else among those that wait for
-- a time, or neither.
local function settle_waiting(job)
    local back = call('ZRANGE', back_key(job.id), 0, 0, 'WITHSCORES')
    local unstarted = job.cursor < job.batches
    if unstarted or (back[1] and tonumber(back[2]) <= NOW) then
        enqueue(job)
        call('ZREM', DUE, job.id)
        return
    end
    dequeue(job)
    if back[1] then
        call('ZADD', DUE, back[2], job.id)
    else
        call('ZREM', DUE, job.id)
        call('ZREM', AGE, job.id)
    end
end

local function first_in_turn()
    local id, lane, tenant = first_id_in_turn()
    if not id then return nil end
    local job = load_job(id)
    if job then return job end
    -- Somebody else deleted the job's key: the others must not wait behind it.
    dequeue({ id = id, lane = lane, tenant = tenant })
    return first_in_turn()
end

local function end_job(job, state)
    call('HSET', job_key(job.id), 'state', state, 'ended', WALL, 'expires', WALL + job.ttl)
    call('ZADD', ENDS, NOW + job.ttl, job.id)
    call('HINCRBY', META, 'active', -1)
    dequeue(job)
    call('ZREM', DUE, job.id)
    call('ZREM', AGE, job.id)
    call('UNLINK', own_key(job.id), tries_key(job.id), back_key(job.id))
    job.state = state
    -- Dead batches may be asked for again: their inputs stay as long as the results.
    if state == 'succeeded' or state == 'cancelled' then
        trash_inputs(job.id, job.tenant, job.batches, job.in_bytes)
        call('HSET', job_key(job.id), 'inBytes', 0, 'inputs', 'gone')
        job.in_bytes = 0
    end
    tell(job.id .. ' ended')
end

-- A job ends with the last of its units, so none can stay started for ever: a unit is unstarted, leased (and a lease ends),
-- to be tried again (at a time), done or dead.
local function end_if_finished(job)
    if job.done + job.dead < job.batches + job.extra then return end
    if job.dead == 0 then
        end_job(job, 'succeeded')
    elseif job.done == 0 then
        end_job(job, 'failed')
    else
        end_job(job, 'partial')
    end
end

-- What jobs of a class have in common is kept once, as long as there is one.
local function share_kind(class, model, digest, options)
    call('HSET', kind_key(class), 'model', model, 'digest', digest, 'options', options)
    call('HINCRBY', kind_key(class), 'jobs', 1)
end

local function unshare_kind(class)
    if call('HINCRBY', kind_key(class), 'jobs', -1) <= 0 then call('DEL', kind_key(class)) end
end
