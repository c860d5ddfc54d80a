-- worker session; answers whether this process was known. What it still held goes back without a charge.
local worker = arg(1)
if call('HGET', worker_key(worker), 'session') ~= arg(2) then return told(0) end
tick_when_full()
for _, held in ipairs(held_by(worker)) do give_back_untouched(load_job(held.id), held.unit, held.owner) end
forget_worker(worker)
return told(1)
