-- Deadlines use a logical clock: each call lets it advance by what Redis' clock has, but never backwards and never by more than
-- one step. So leases survive a jump of the machine's clock and a Redis that was away, with nobody able to renew.
local time = call('TIME')
local WALL = time[1] * 1000 + math.floor(time[2] / 1000)
local NOW

-- What somebody may base a decision on has changed.
local function changed() call('HINCRBY', META, 'revision', 1) end

-- The caller was once answered with more than is here. A large step of the revision lets the other witnesses of the same loss pass.
local STEP_OF_A_LOSS = 1000000
local function lost(how)
    call('HINCRBY', META, 'losses', 1)
    call('HSET', META, 'lossHow', how, 'lossAt', WALL, 'before', SEEN_INCARNATION)
    if how == 'rollback' then call('HSET', META, 'revision', string.format('%.0f', SEEN_REVISION + STEP_OF_A_LOSS)) end
    changed()
end

local function look_for_loss(incarnation, revision)
    if SEEN_INCARNATION == '' then return end
    if SEEN_INCARNATION == incarnation then
        if SEEN_REVISION > revision then lost('rollback') end
    elseif call('HGET', META, 'before') ~= SEEN_INCARNATION then
        lost('empty')
    end
end

local function tick()
    local seen = call('HMGET', META, 'wall', 'now', 'incarnation', 'revision')
    if seen[1] then
        NOW = tonumber(seen[2]) + math.min(math.max(WALL - tonumber(seen[1]), 0), MAX_STEP)
        call('HSET', META, 'wall', WALL, 'now', NOW)
        look_for_loss(seen[3], tonumber(seen[4]))
    else
        NOW = WALL
        -- A revision that begins with the time, in microseconds, also grows when the data was lost.
        local revision = time[1] * 1000000 + time[2]
        call('HSET', META, 'wall', WALL, 'now', NOW, 'incarnation', CANDIDATE, 'revision', string.format('%.0f', revision))
        look_for_loss(CANDIDATE, revision)
    end
end

-- For scripts that must go on when memory is full: after a first write that needs no memory, Redis lets the others through.
local function tick_when_full()
    call('DEL', ROOT .. 'none')
    tick()
end
