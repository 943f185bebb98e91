namespace HomeLab.Simulators.Komodo.State;

/// <summary>A Core that has the same names and is not the known one: ids and key pair are others.</summary>
static class OtherCore
{
    public static Core Of(Core core) => new(core.Version, new string([.. core.PublicKey.Reverse()]))
    {
        Servers = [.. core.Servers.Select(it => it with { Id = Other(it.Id) })],
        Stacks = [.. core.Stacks.Skip(1).Select(it => it with { Id = Other(it.Id), ServerId = Other(it.ServerId) })],
        Syncs = [.. core.Syncs.Select(it => it with { Id = Other(it.Id) })],
    };

    static string Other(string id) => new([.. id.Reverse()]);
}
