-- worker uid session counter rate memory state leaseMillis graceMillis maxAttempts backoff longestBackoff attempt…
-- Answers {moved, dropped attempt…}.
local worker, session, counter, state = arg(1), arg(3), arg(4), arg(7)
local lease, grace = number(8), number(9)
MAX_ATTEMPTS, BACKOFF, LONGEST_BACKOFF = number(10), number(11), number(12)

local dropped = {}
for i = 13, #ARGV - FIRST do dropped[arg(i)] = true end

tick_when_full()
if is_outdated(worker, session) then
    local answer = { 0 }
    for attempt in pairs(dropped) do answer[#answer + 1] = attempt end
    return told(answer)
end
local before = call('HMGET', worker_key(worker), 'session', 'counter', 'state')
local moved = before[1] ~= session or before[2] ~= counter

local strays, unknown = {}, {}
for _, held in ipairs(held_by(worker)) do
    if held.owner.session ~= session then
        -- The process that ran under this name before is dead; no need to wait for its leases.
        strays[#strays + 1] = held
    elseif dropped[held.owner.attempt] then
        dropped[held.owner.attempt] = nil
        if moved then call('ZADD', LEASES, NOW + lease, held.member) end
    elseif NOW - held.owner.claimed > grace then
        -- The answer to its claim was lost and it did not ask again: the batch has done nothing wrong.
        unknown[#unknown + 1] = held
    end
end
lose(worker, strays, 'the worker process ended')
for _, held in ipairs(unknown) do give_back_untouched(load_job(held.id), held.unit, held.owner) end

call('HSET', worker_key(worker), 'uid', arg(2), 'session', session, 'counter', counter, 'rate', arg(5), 'memory', arg(6),
    'state', state)
-- Questions are counted by process.
if before[1] ~= session then call('HDEL', worker_key(worker), 'asked') end
if moved then call('HSET', worker_key(worker), 'progress', NOW) end
call('ZADD', WORKERS, NOW, worker)
if before[3] ~= state or #unknown > 0 then changed() end

local answer = { moved and 1 or 0 }
for attempt in pairs(dropped) do answer[#answer + 1] = attempt end
return told(answer)
