# A model of no processes: what it takes to deploy it is what every deployment takes.
{ ... }: { }
