-- worker uid session asked leaseMillis maxSeconds maxAttempts backoff longestBackoff listening attempt…
-- Answers one list per unit: {job, unit, attempt, number, first row, rows, model, digest, options, batch, rows before}.
local worker, uid, session, asked, lease, budget = arg(1), arg(2), arg(3), number(4), number(5), number(6)
MAX_ATTEMPTS, BACKOFF, LONGEST_BACKOFF = number(7), number(8), number(9)
local FIRST_ATTEMPT = 11
local PROMOTED = 16

local function described(job, unit, attempt, tries)
    local batch, before, rows = range_of(job, unit)
    local kind = call('HMGET', kind_key(job.class), 'model', 'digest', 'options')
    return { job.id, unit, attempt, tries, batch * job.size + before, rows, kind[1], kind[2], kind[3], batch, before }
end

-- The answer to this very question was lost, and the worker asks again: it gets the same units, and no others.
local function given_before()
    local wanted, given = {}, {}
    for i = FIRST_ATTEMPT, #ARGV - FIRST do wanted[arg(i)] = true end
    for _, held in ipairs(held_by(worker)) do
        if wanted[held.owner.attempt] then
            given[#given + 1] = described(load_job(held.id), held.unit, held.owner.attempt, held.owner.number)
        end
    end
    return given
end

-- The next unit that waits: of whoever is next, what is to be tried again before what was never tried.
local function next_unit()
    local job = first_in_turn()
    if not job then return nil end
    local id = job.id
    local back = call('ZRANGE', back_key(id), 0, 0, 'WITHSCORES')
    if back[1] and tonumber(back[2]) <= NOW then
        call('ZREM', back_key(id), back[1])
        return job, tonumber(back[1])
    end
    if job.cursor == job.batches then
        -- It should not have had a turn.
        settle_waiting(job)
        return next_unit()
    end
    local unit = job.cursor
    job.cursor = call('HINCRBY', job_key(id), 'cursor', 1) - job.extra
    return job, unit
end

local function lend(job, unit, attempt)
    local rows = rows_of(job, unit)
    local cost = rows * cost_per_row(job.class)
    charge_seconds(job, cost)
    call('ZINCRBY', turn_key(job.lane, job.tenant), cost, job.id)
    settle_waiting(job)
    local tries = tonumber(call('HGET', tries_key(job.id), unit) or 0) + 1
    local member = job.id .. ':' .. unit
    call('HSET', own_key(job.id), unit, table.concat({ attempt, session, tries, NOW, real(cost), worker }, '|'))
    call('ZADD', LEASES, NOW + lease, member)
    call('ZADD', held_key(worker), call('HINCRBY', META, 'claims', 1), member)
    count(job.class, 'w', -1, -rows)
    count(job.class, 'r', 1, rows)
    if job.state == 'queued' then call('HSET', job_key(job.id), 'state', 'running', 'started', WALL) end
    return described(job, unit, attempt, tries), cost
end

-- What is lent here wakes nobody.
woken = true
tick()
if is_outdated(worker, session) then return told({}) end
local before = call('HMGET', worker_key(worker), 'session', 'asked')
if before[1] == session and before[2] then
    if asked == tonumber(before[2]) then return told(given_before()) end
    -- Delayed on its way, overtaken by a later one: nobody waits for this answer.
    if asked < tonumber(before[2]) then return told({}) end
end
lose_expired(4)
for _, id in ipairs(call('ZRANGEBYSCORE', DUE, '-inf', NOW, 'LIMIT', 0, PROMOTED)) do
    local job = load_job(id)
    if job then settle_waiting(job) else call('ZREM', DUE, id) end
end

local idle = call('EXISTS', held_key(worker)) == 0
local given, seconds = {}, 0
while ARGV[FIRST + FIRST_ATTEMPT + #given] and seconds <= budget do
    local job, unit = next_unit()
    if not job then break end
    local unit_given, cost = lend(job, unit, ARGV[FIRST + FIRST_ATTEMPT + #given])
    given[#given + 1], seconds = unit_given, seconds + cost
end

if before[1] ~= session then
    call('HSET', worker_key(worker), 'uid', uid, 'session', session, 'counter', '', 'rate', 0, 'memory', 0, 'state', 'idle')
    changed()
end
call('HSET', worker_key(worker), 'asked', asked)
call('ZADD', WORKERS, NOW, worker)
if #given == 0 and number(10) == 1 then
    call('ZADD', IDLE, idle and NOW or NOW - BUSY_STILL, worker)
else
    call('ZREM', IDLE, worker)
end
if #given > 0 then
    woken = call('EXISTS', LANES) == 0
    wake_one()
    if idle then call('HSET', worker_key(worker), 'progress', NOW) end
    changed()
end
return told(given)
