using System.Collections.Immutable;
using System.Text.Json;

namespace HomeLab.Simulators.Komodo.State;

/// <summary>A Core that has the same names and is not the known one: ids and key pair are others, and a stack is missing.</summary>
static class OtherCore
{
    public static Core Of(Core core)
    {
        var other = new Core(core.Version, new string([.. core.PublicKey.Reverse()]))
        {
            Servers = [.. core.Servers.Select(it => it with { Id = Other(it.Id) })],
            Syncs = [.. core.Syncs.Select(it => it with { Id = Other(it.Id) })],
        };
        return core.Stacks.Values.OrderBy(it => it.Name, StringComparer.Ordinal).Skip(1).Aggregate(other, (all, it) => all.With(it with { Id = Other(it.Id), Config = Config(it) }));
    }

    static ImmutableDictionary<string, JsonElement> Config(Stack stack) =>
        stack.ServerId.Length == 0 ? stack.Config : stack.Config.SetItem("server_id", JsonSerializer.SerializeToElement(Other(stack.ServerId)));

    static string Other(string id) => new([.. id.Reverse()]);
}
