-- job; answers its view.
return view(arg(1))
