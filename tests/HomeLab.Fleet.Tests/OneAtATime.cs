// Each fleet publishes what it sees on the machine's Docker engine, the containers of other tests too, and takes the machine for itself.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
