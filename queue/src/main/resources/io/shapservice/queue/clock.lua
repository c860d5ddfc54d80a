-- Deadlines use a logical clock: each call lets it advance by what Redis' clock has, but never backwards and never by more than
-- one step. So leases survive a jump of the machine's clock and a Redis that was away, with nobody able to renew.
local time = call('TIME')
local WALL = time[1] * 1000 + math.floor(time[2] / 1000)
local NOW

local function tick()
    local seen = call('HMGET', META, 'wall', 'now')
    if seen[1] then
        NOW = tonumber(seen[2]) + math.min(math.max(WALL - tonumber(seen[1]), 0), MAX_STEP)
        call('HSET', META, 'wall', WALL, 'now', NOW)
    else
        NOW = WALL
        -- A revision that begins with the time, in microseconds, also grows when the data was lost.
        call('HSET', META, 'wall', WALL, 'now', NOW, 'incarnation', CANDIDATE, 'turn', 0,
            'revision', time[1] * 1000000 + time[2])
    end
end

-- For scripts that must go on when memory is full: after a first write that needs no memory, Redis lets the others through.
local function tick_when_full()
    call('DEL', ROOT .. 'none')
    tick()
end

-- What somebody may base a decision on has changed.
local function changed() call('HINCRBY', META, 'revision', 1) end
