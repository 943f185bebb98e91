using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace HomeLab.Simulators.Komodo.State;

/// <summary>A Core at one moment; immutable.</summary>
sealed record Core(string Version, string PublicKey)
{
    public ImmutableList<Server> Servers { get; init; } = [];

    /// <summary>By id.</summary>
    public ImmutableDictionary<string, Stack> Stacks { get; init; } = ImmutableDictionary<string, Stack>.Empty;

    /// <summary>Ids by name.</summary>
    public ImmutableDictionary<string, string> StackNames { get; init; } = ImmutableDictionary<string, string>.Empty;

    public ImmutableList<Sync> Syncs { get; init; } = [];

    public ImmutableDictionary<string, Variable> Variables { get; init; } = ImmutableDictionary<string, Variable>.Empty;

    public ImmutableList<Tag> Tags { get; init; } = [];

    /// <summary>By name, such as <c>me/stacks</c>.</summary>
    public ImmutableDictionary<string, Repository> Repositories { get; init; } = ImmutableDictionary<string, Repository>.Empty;

    /// <summary>By reference.</summary>
    public ImmutableDictionary<string, RegistryImage> Images { get; init; } = ImmutableDictionary<string, RegistryImage>.Empty;

    /// <summary>Oldest first.</summary>
    public ImmutableList<Update> Updates { get; init; } = [];

    /// <summary>Rises with everything that gets an id.</summary>
    public int NextNumber { get; init; }

    /// <summary>What Core has not seen yet since it last looked at its servers, by the id of a stack or a server.</summary>
    public ImmutableDictionary<string, Unseen> Unseen { get; init; } = ImmutableDictionary<string, Unseen>.Empty;

    /// <summary>Updates that followers are still to be told of.</summary>
    [JsonIgnore]
    public ImmutableList<Update> News { get; init; } = [];

    /// <summary>By id or name.</summary>
    public Server? FindServer(string server) => Servers.Find(it => it.Id == server) ?? Servers.Find(it => it.Name == server);

    /// <summary>By id or name.</summary>
    public Stack? FindStack(string stack) => Stacks.GetValueOrDefault(stack) ?? (StackNames.TryGetValue(stack, out var id) ? Stacks[id] : null);

    /// <summary>By id or name.</summary>
    public Sync? FindSync(string sync) => Syncs.Find(it => it.Id == sync) ?? Syncs.Find(it => it.Name == sync);

    /// <summary>By id or name.</summary>
    public Tag? FindTag(string tag) => Tags.Find(it => it.Id == tag) ?? Tags.Find(it => it.Name == tag);

    public Update? FindUpdate(string id) => PositionOf(id) is >= 0 and var at && at < Updates.Count && Updates[at].Id == id ? Updates[at] : null;

    public RegistryImage ImageOf(string reference) => Images.GetValueOrDefault(reference) ?? new RegistryImage(reference);

    public IEnumerable<Container> ContainersOf(Server server) => server.Containers
        .Concat(Stacks.Values.Where(stack => stack.ServerId == server.Id).SelectMany(stack => stack.Containers.Values));

    public Core With(Stack stack)
    {
        var names = Stacks.TryGetValue(stack.Id, out var before) && before.Name != stack.Name ? StackNames.Remove(before.Name) : StackNames;
        return this with { Stacks = Stacks.SetItem(stack.Id, stack), StackNames = names.SetItem(stack.Name, stack.Id) };
    }

    public Core Without(Stack stack) => this with { Stacks = Stacks.Remove(stack.Id), StackNames = StackNames.Remove(stack.Name) };

    public Core With(Server server) => this with { Servers = Servers.SetItem(Servers.FindIndex(it => it.Id == server.Id), server) };

    /// <summary>Core looks at a server now.</summary>
    public Core Seen(string server) => Unseen.IsEmpty ? this : this with { Unseen = Unseen.RemoveRange(Unseen.Where(it => it.Value.ServerId == server).Select(it => it.Key)) };

    /// <summary>As Core believes it to be: what happened behind its back shows when it looks the next time.</summary>
    public Core AsBelieved(DateTimeOffset now)
    {
        var core = this;
        foreach (var (id, unseen) in Unseen.Where(it => it.Value.Until > now))
        {
            if (unseen.State is { } state && core.FindServer(id) is { } server)
                core = core.With(server with { State = state });
            else if (unseen.Containers is { } containers && core.Stacks.TryGetValue(id, out var stack))
                core = core.With(stack with { Containers = containers });
        }
        return core;
    }

    /// <summary>Followers are told.</summary>
    public Core With(Update update) => WithUntold(update) with { News = News.Add(update) };

    /// <summary>Followers are not told: that is how an execution begins.</summary>
    public Core WithUntold(Update update) => this with { Updates = PositionOf(update.Id) == Updates.Count ? Updates.Add(update) : Updates.SetItem(PositionOf(update.Id), update) };

    public Update NewUpdate(string operation, string targetType, string targetId, string username, DateTimeOffset now) =>
        new(Ids.Document("update", PublicKey)[..16] + Updates.Count.ToString("x8", CultureInfo.InvariantCulture), operation, targetType, targetId, username, now, null)
        {
            TargetName = Stacks.GetValueOrDefault(targetId)?.Name ?? "",
        };

    /// <summary>The last eight digits of an update's id count, as those of MongoDB's do.</summary>
    static int PositionOf(string id) =>
        id.Length == 24 && int.TryParse(id.AsSpan(16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var at) ? at : -1;
}
