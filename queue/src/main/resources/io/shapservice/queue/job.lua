-- job; answers its view.
return told(view(arg(1)))
