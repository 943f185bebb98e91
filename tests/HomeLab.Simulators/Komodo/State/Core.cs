using System.Collections.Immutable;

namespace HomeLab.Simulators.Komodo.State;

/// <summary>A Core at one moment; immutable.</summary>
sealed record Core(string Version, string PublicKey)
{
    public ImmutableList<Server> Servers { get; init; } = [];

    public ImmutableList<Stack> Stacks { get; init; } = [];

    public ImmutableList<Sync> Syncs { get; init; } = [];

    /// <summary>Oldest first.</summary>
    public ImmutableList<Update> Updates { get; init; } = [];

    /// <summary>Rises with everything that gets an id.</summary>
    public int NextNumber { get; init; }

    /// <summary>By id or name.</summary>
    public Server? FindServer(string server) => Servers.Find(it => it.Id == server) ?? Servers.Find(it => it.Name == server);

    /// <summary>By id or name.</summary>
    public Stack? FindStack(string stack) => Stacks.Find(it => it.Id == stack) ?? Stacks.Find(it => it.Name == stack);

    /// <summary>By id or name.</summary>
    public Sync? FindSync(string sync) => Syncs.Find(it => it.Id == sync) ?? Syncs.Find(it => it.Name == sync);

    public IEnumerable<Container> ContainersOf(Server server) => server.Containers
        .Concat(Stacks.Where(stack => stack.ServerId == server.Id).SelectMany(stack => stack.Services).Select(service => service.Container).OfType<Container>());

    public Core With(Stack stack) => this with { Stacks = Stacks.FindIndex(it => it.Id == stack.Id) is >= 0 and var at ? Stacks.SetItem(at, stack) : Stacks.Add(stack) };

    public Core With(Update update) => this with { Updates = Updates.FindIndex(it => it.Id == update.Id) is >= 0 and var at ? Updates.SetItem(at, update) : Updates.Add(update) };

    public Core With(Server server) => this with { Servers = Servers.SetItem(Servers.FindIndex(it => it.Id == server.Id), server) };
}
