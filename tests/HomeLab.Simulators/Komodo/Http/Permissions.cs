using HomeLab.Simulators.Komodo.Seeds;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Http;

static class Permissions
{
    /// <param name="type">Such as <c>Stack</c>.</param>
    public static bool MayRead(CoreStore store, KeySeed caller, string type, string id) =>
        caller.IsAdmin || store.Seed.IsTransparent || caller.ReadsAll.Contains(type) || Names(store.Current, [.. caller.Reads, .. caller.Executes, .. caller.Writes], type, id);

    public static bool MayExecute(Core core, KeySeed caller, string type, string id) => caller.IsAdmin || Names(core, [.. caller.Executes, .. caller.Writes], type, id);

    public static bool MayWrite(Core core, KeySeed caller, string type, string id) => caller.IsAdmin || Names(core, caller.Writes, type, id);

    public static bool MayCreate(KeySeed caller, string type) => caller.IsAdmin || caller.Writes.Contains(type);

    static bool Names(Core core, IReadOnlyList<string> named, string type, string id)
    {
        if (named.Count == 0)
            return false;
        var name = type switch { "Stack" => core.FindStack(id)?.Name, "Server" => core.FindServer(id)?.Name, "ResourceSync" => core.FindSync(id)?.Name, _ => null };
        return named.Contains(type) || named.Contains($"{type}/{name}");
    }
}
