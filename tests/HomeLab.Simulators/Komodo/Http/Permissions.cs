using HomeLab.Simulators.Komodo.Seeds;
using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Http;

static class Permissions
{
    /// <param name="type">Such as <c>Stack</c>.</param>
    public static bool MayRead(CoreStore store, KeySeed caller, string type, string id)
    {
        if (caller.IsAdmin || store.Seed.IsTransparent || caller.ReadsAll.Contains(type))
            return true;
        var core = store.Current;
        var name = type switch { "Stack" => core.FindStack(id)?.Name, "Server" => core.FindServer(id)?.Name, "ResourceSync" => core.FindSync(id)?.Name, _ => null };
        return caller.Reads.Contains($"{type}/{name}");
    }
}
