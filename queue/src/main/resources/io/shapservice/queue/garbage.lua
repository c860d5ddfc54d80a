-- most workMillis; answers nothing, {entry, first, end} for inputs or {entry, unit, committed, …} for results. What is handed out
-- is not handed out again for a while, so that several sweepers do not do the same work.
local most, work = number(1), number(2)
tick_when_full()
local entry = call('ZRANGEBYSCORE', TRASH, '-inf', NOW, 'LIMIT', 0, 1)[1]
if not entry then return told(false) end
call('ZADD', TRASH, NOW + work, entry)
local range = call('HMGET', trash_key(entry), 'from', 'to')
if range[1] then
    local from = tonumber(range[1])
    return told({ entry, from, math.min(tonumber(range[2]), from + most) })
end
local answer = { entry }
-- The count is a hint: a small hash is given whole, which is a few hundred at most.
for i, value in ipairs(call('HSCAN', trash_key(entry .. '/keys'), 0, 'COUNT', most)[2]) do answer[i + 1] = value end
return told(answer)
