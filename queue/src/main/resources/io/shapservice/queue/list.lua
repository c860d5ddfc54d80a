-- after limit; answers {id, view, …}, newest first. After a job that is gone there is nothing.
local first = 0
if arg(1) ~= '' then
    local rank = call('ZREVRANK', JOBS, arg(1))
    if not rank then return told({}) end
    first = rank + 1
end
local views = {}
for _, id in ipairs(call('ZREVRANGE', JOBS, first, first + number(2) - 1)) do
    views[#views + 1] = id
    views[#views + 1] = view(id)
end
return told(views)
