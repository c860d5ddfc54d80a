-- job batch attempt class message maxAttempts backoff longestBackoff; answers whether the attempt owned the batch.
MAX_ATTEMPTS, BACKOFF, LONGEST_BACKOFF = tonumber(arg(6)), tonumber(arg(7)), tonumber(arg(8))
local batch = tonumber(arg(2))
local job, owner = owned(arg(1), batch, arg(3))
if not job then return 0 end
tick_when_full()
drop_lease(job, batch, owner.worker)
charge(job, batch, arg(4), arg(5))
changed()
return 1
