-- job first limit; answers {view, incarnation, how many are committed, batch, what was committed, …}.
local id, first = arg(1), tonumber(arg(2))
local seen = view(id)
if not seen then return false end
local answer = { seen, call('HGET', META, 'incarnation'), call('LLEN', order_key(id)) }
for _, batch in ipairs(call('LRANGE', order_key(id), first, first + tonumber(arg(3)) - 1)) do
    answer[#answer + 1] = batch
    answer[#answer + 1] = call('HGET', result_key(id), batch)
end
return answer
