using HomeLab.Komodo;
using HomeLab.Komodo.Core;
using HomeLab.Komodo.Servers;
using HomeLab.Komodo.Stacks;
using HomeLab.Komodo.Syncs;
using HomeLab.Komodo.Updates;

namespace HomeLab.Inventory.Komodo;

/// <summary>What one look at a Core showed. A list that is null was refused; what it would have told is as it was.</summary>
sealed record KomodoReading(KomodoVersion Version, CoreInfo Info, KomodoUser User)
{
    static readonly string[] Types = ["Server", "Stack", "ResourceSync"];

    public IReadOnlyList<Server>? Servers { get; private init; }

    /// <summary>By the server's id; only of servers that Core reaches.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Container>> Containers { get; private init; } = new Dictionary<string, IReadOnlyList<Container>>();

    public IReadOnlyList<Stack>? Stacks { get; private init; }

    /// <summary>By the stack's id.</summary>
    public IReadOnlyDictionary<string, StackDocument> Documents { get; private init; } = new Dictionary<string, StackDocument>();

    public IReadOnlyList<ResourceSync>? Syncs { get; private init; }

    /// <summary>The latest, the newest first.</summary>
    public IReadOnlyList<UpdateSummary>? Updates { get; private init; }

    /// <summary>Why a read was refused, each a sentence.</summary>
    public IReadOnlyList<string> Refused { get; private init; } = [];

    /// <summary>The types of which lists may leave something out without a word.</summary>
    public IReadOnlyList<string> SeenInPart =>
        Info.TransparentMode ? [] : [.. Types.Where(it => !User.SeesAll(it))];

    /// <exception cref="KomodoException">Nothing could be read, or who answers cannot be relied upon.</exception>
    public static async Task<KomodoReading> ReadAsync(KomodoClient client, KomodoVersion version, CoreInfo info, CancellationToken cancellationToken)
    {
        var user = await client.GetUserAsync(version, cancellationToken);
        var refused = new List<string>();
        var servers = await TryAsync(client.ListServersAsync);
        var containers = new Dictionary<string, IReadOnlyList<Container>>();
        foreach (var server in (servers ?? []).Where(it => it.IsReached))
        {
            if (await TryAsync(token => client.ListContainersAsync(server.Id, token)) is { } listed)
                containers.Add(server.Id, listed);
        }
        var stacks = await TryAsync(client.ListStacksAsync);
        var documents = stacks is null ? null : await TryAsync(client.ListStackDocumentsAsync);
        var syncs = await TryAsync(client.ListResourceSyncsAsync);
        return new KomodoReading(version, info, user)
        {
            Servers = servers,
            Containers = containers,
            Stacks = documents is null ? null : stacks,
            Documents = (documents ?? []).GroupBy(it => it.Id).ToDictionary(it => it.Key, it => it.First()),
            Syncs = syncs,
            Updates = await TryAsync(client.ListUpdatesAsync),
            Refused = refused,
        };

        async Task<T?> TryAsync<T>(Func<CancellationToken, Task<T>> read)
            where T : class
        {
            try
            {
                return await read(cancellationToken);
            }
            catch (KomodoException exception) when (KomodoReasons.IsOfOneRead(exception))
            {
                refused.Add(exception.Message);
                return null;
            }
        }
    }
}
