-- worker uid session counter rate memory state leaseMillis graceMillis maxAttempts backoff longestBackoff attempt…
-- Answers {moved, dropped attempt…}.
local worker, session, counter, state = arg(1), arg(3), arg(4), arg(7)
local lease, grace = tonumber(arg(8)), tonumber(arg(9))
MAX_ATTEMPTS, BACKOFF, LONGEST_BACKOFF = tonumber(arg(10)), tonumber(arg(11)), tonumber(arg(12))

local dropped = {}
for i = 13, #ARGV - 2 do dropped[arg(i)] = true end

tick_when_full()
local before = call('HMGET', worker_key(worker), 'session', 'counter', 'state')
local moved = before[1] ~= session or before[2] ~= counter

local strays, unknown = {}, {}
for _, member in ipairs(call('ZRANGE', held_key(worker), 0, -1)) do
    local owner = owner_of(split(member))
    if owner.session ~= session then
        -- The process that ran under this name before is dead; no need to wait for its leases.
        strays[#strays + 1] = member
    elseif dropped[owner.attempt] then
        dropped[owner.attempt] = nil
        if moved then call('ZADD', LEASES, NOW + lease, member) end
    elseif NOW - owner.claimed > grace then
        -- The answer to its claim was lost: it lives and does not know of this batch, which has done nothing wrong.
        unknown[#unknown + 1] = member
    end
end
lose(worker, strays, 'the worker process ended')
for _, member in ipairs(unknown) do
    local id, batch = split(member)
    local job = load_job(id)
    drop_lease(job, batch, worker)
    give_back(job, batch, NOW)
end

call('HSET', worker_key(worker), 'uid', arg(2), 'session', session, 'counter', counter, 'rate', arg(5), 'memory', arg(6),
    'state', state)
if moved then call('HSET', worker_key(worker), 'progress', NOW) end
call('ZADD', WORKERS, NOW, worker)
if before[3] ~= state or #unknown > 0 then changed() end

local answer = { moved and 1 or 0 }
for attempt in pairs(dropped) do answer[#answer + 1] = attempt end
return answer
