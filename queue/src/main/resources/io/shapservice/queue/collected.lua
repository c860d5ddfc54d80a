-- entry end unit…; answers whether something is left of the entry.
local entry, upto = arg(1), number(2)
local key = trash_key(entry)
local range = call('HMGET', key, 'from', 'to')
if call('EXISTS', key) == 0 then return told(0) end
tick_when_full()
local left
if range[1] then
    local from = math.max(upto, tonumber(range[1]))
    call('HSET', key, 'from', from)
    left = from < tonumber(range[2])
else
    for i = 3, #ARGV - FIRST do call('HDEL', key .. '/keys', arg(i)) end
    left = call('EXISTS', key .. '/keys') == 1
end
if left then call('ZADD', TRASH, NOW, entry) else forget_trash(entry) end
return told(left and 1 or 0)
