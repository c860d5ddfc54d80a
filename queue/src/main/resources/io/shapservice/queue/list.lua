-- tenant or '', after, limit; answers {next or '', id, view, …}, newest first. After a job that is gone there is nothing.
-- So many are looked at in one call: somebody with few jobs among very many needs several.
local LOOKED_THROUGH = 1000
local first = 0
if arg(2) ~= '' then
    local rank = call('ZREVRANK', JOBS, arg(2))
    if not rank then return told({ '' }) end
    first = rank + 1
end
local ids = call('ZREVRANGE', JOBS, first, first + LOOKED_THROUGH - 1)
local answer, found, looked = { '' }, 0, 0
while looked < #ids and found < number(3) do
    looked = looked + 1
    local id = ids[looked]
    if arg(1) == '' or call('HGET', job_key(id), 'tenant') == arg(1) then
        found = found + 1
        answer[#answer + 1] = id
        answer[#answer + 1] = view(id)
    end
end
if looked < #ids or #ids == LOOKED_THROUGH then answer[1] = ids[looked] end
return told(answer)
