-- worker session; answers whether this process was known. What it still held goes back without a charge.
local worker = arg(1)
if call('HGET', worker_key(worker), 'session') ~= arg(2) then return 0 end
tick_when_full()
for _, member in ipairs(call('ZRANGE', held_key(worker), 0, -1)) do
    local id, batch = split(member)
    local job = load_job(id)
    drop_lease(job, batch, worker)
    give_back(job, batch, NOW)
end
call('DEL', worker_key(worker))
call('ZREM', WORKERS, worker)
changed()
return 1
