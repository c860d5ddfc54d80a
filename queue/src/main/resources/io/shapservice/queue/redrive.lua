-- job fromRow toRow; answers {view, units that are tried again}. Dead units with rows in [from, to) wait again, with no attempt
-- charged; an ended job runs again, as long as its inputs are kept.
local job = load_job(arg(1))
if not job then return told(false) end
local from, to = number(2), number(3)
local again = {}
if job.dead > 0 and call('HGET', job_key(job.id), 'inputs') ~= 'gone' then
    for _, unit in ipairs(call('HKEYS', dead_key(job.id))) do
        local first, rows = first_row(job, tonumber(unit)), rows_of(job, tonumber(unit))
        if first < to and first + rows > from then again[#again + 1] = tonumber(unit) end
    end
end
if #again == 0 then return told({ view(job.id), 0 }) end

tick()
table.sort(again)
if not active(job) then
    job.state = 'running'
    call('HSET', job_key(job.id), 'state', 'running')
    call('HDEL', job_key(job.id), 'ended', 'expires')
    call('ZREM', ENDS, job.id)
    call('HINCRBY', META, 'active', 1)
    call('SADD', COSTS, job.class)
    call('PERSIST', cost_key(job.class))
end
call('HINCRBY', job_key(job.id), 'dead', -#again)
call('HINCRBY', META, 'dead', -#again)
for _, unit in ipairs(again) do
    call('HDEL', dead_key(job.id), unit)
    take(job.tenant, 0, rows_of(job, unit), 1)
    give_back(job, unit, NOW)
end
changed()
return told({ view(job.id), #again })
