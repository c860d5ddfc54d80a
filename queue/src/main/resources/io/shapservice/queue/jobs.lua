local function load_job(id)
    local f = call('HMGET', job_key(id), 'state', 'rows', 'size', 'batches', 'cursor', 'done', 'dead', 'class', 'born', 'ttl', 'scope')
    if not f[1] then return nil end
    return {
        id = id, state = f[1], rows = tonumber(f[2]), size = tonumber(f[3]), batches = tonumber(f[4]),
        cursor = tonumber(f[5]), done = tonumber(f[6]), dead = tonumber(f[7]), class = f[8],
        born = tonumber(f[9]), ttl = tonumber(f[10]), scope = f[11],
    }
end

local function active(job) return job.state == 'queued' or job.state == 'running' end

local function rows_of(job, batch) return math.min(job.size, job.rows - batch * job.size) end

-- Takes a job out of the queues in which nothing of it waits any more.
local function settle_waiting(job)
    local back = call('ZRANGE', back_key(job.id), 0, 0, 'WITHSCORES')
    if back[1] then call('ZADD', DUE, back[2], job.id) else call('ZREM', DUE, job.id) end
    if job.cursor == job.batches then
        call('ZREM', TURN, job.id)
        if not back[1] then call('ZREM', AGE, job.id) end
    end
end

local function end_job(job, state)
    call('HSET', job_key(job.id), 'state', state, 'ended', WALL, 'expires', WALL + job.ttl)
    call('ZADD', ENDS, NOW + job.ttl, job.id)
    call('HINCRBY', META, 'active', -1)
    call('ZREM', TURN, job.id)
    call('ZREM', DUE, job.id)
    call('ZREM', AGE, job.id)
    call('UNLINK', own_key(job.id), tries_key(job.id), back_key(job.id))
    job.state = state
end

-- A job ends with the last of its batches, so none can stay started for ever: a batch is unstarted, leased (and a lease ends),
-- to be tried again (at a time), done or dead.
local function end_if_finished(job)
    if job.done + job.dead < job.batches then return end
    if job.dead == 0 then
        end_job(job, 'succeeded')
    elseif job.done == 0 then
        end_job(job, 'failed')
    else
        end_job(job, 'partial')
    end
end

-- What the outside sees of a job.
local DEAD_SHOWN = 1000
local function view(id)
    local fields = call('HGETALL', job_key(id))
    if #fields == 0 then return false end
    local job = load_job(id)
    local dead = {}
    if job.dead > 0 then
        local all = call('HGETALL', dead_key(id))
        for i = 1, math.min(#all, 2 * DEAD_SHOWN) do dead[i] = all[i] end
    end
    return { fields, call('HLEN', own_key(id)), real(cost_per_row(job.class) * job.size), dead }
end
