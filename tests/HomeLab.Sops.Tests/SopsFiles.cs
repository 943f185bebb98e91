using HomeLab.Sops.Age;

namespace HomeLab.Sops.Tests;

/// <summary>
/// Files that SOPS 3.9.4 encrypted: its own library, built for this without its cloud key services, since no package of the program was to be had. The
/// keys were made for them and open nothing else.
/// </summary>
static class SopsFiles
{
    /// <summary>What <c>TOKEN</c> is in all of them but <c>shop-changed.env</c>.</summary>
    public const string Token = "canary-248b0b3b828d5c6f40498432601f7eebb67fc3c8";

    public static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Files", name));

    public static IReadOnlyList<AgeIdentity> Key { get; } = AgeIdentity.Parse(Read("key.txt"), "key.txt");

    public static IReadOnlyList<AgeIdentity> OtherKey { get; } = AgeIdentity.Parse(Read("other-key.txt"), "other-key.txt");
}
