-- job unit attempt class message maxAttempts backoff longestBackoff; answers whether the attempt owned the unit.
MAX_ATTEMPTS, BACKOFF, LONGEST_BACKOFF = number(6), number(7), number(8)
local unit = number(2)
local job, owner = owned(arg(1), unit, arg(3))
if not job then return told(0) end
tick_when_full()
drop_lease(job, unit, owner.worker)
charge(job, unit, arg(4), arg(5))
changed()
return told(1)
