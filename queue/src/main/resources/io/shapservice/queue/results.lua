-- job first digest limit; answers {view, incarnation, how many are committed, digest of the order up to the last, {unit, first row,
-- rows, what was committed}, …}; -1 for how many when the order up to the first is not the one that the digest is of.
local id, first, digest = arg(1), number(2), arg(3)
local seen = view(id)
if not seen then return told(false) end
local job = load_job(id)
local length = call('LLEN', order_key(id))
if first > 0 and first <= length and digest_of(call('LINDEX', order_key(id), first - 1)) ~= digest then length = -1 end
local answer = { seen, call('HGET', META, 'incarnation'), length, digest }
for _, entry in ipairs(call('LRANGE', order_key(id), first, first + number(4) - 1)) do
    local unit = tonumber(string.match(entry, '^%d+'))
    answer[4] = digest_of(entry)
    answer[#answer + 1] = { unit, first_row(job, unit), rows_of(job, unit), call('HGET', result_key(id), unit) }
end
return told(answer)
