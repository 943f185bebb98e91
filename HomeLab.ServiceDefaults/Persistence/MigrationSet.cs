using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace HomeLab.ServiceDefaults.Persistence;

/// <summary>The migrations of one owner, in order.</summary>
/// <param name="Scope">Who numbers them: <c>homelab</c> or <c>service</c>.</param>
sealed partial record MigrationSet(string Scope, IReadOnlyList<Migration> Migrations)
{
    public int Newest => Migrations.Count == 0 ? 0 : Migrations[^1].Number;

    public static MigrationSet Of(string scope, Assembly assembly)
    {
        var migrations = assembly.GetManifestResourceNames()
            .Select(name => (Resource: name, Match: ResourceName().Match(name)))
            .Where(r => r.Match.Success)
            .Select(r => new Migration(
                int.Parse(r.Match.Groups["number"].Value, CultureInfo.InvariantCulture), r.Match.Groups["name"].Value,
                Read(assembly, r.Resource)))
            .OrderBy(m => m.Number)
            .ToList();
        var twice = migrations.GroupBy(m => m.Number).FirstOrDefault(g => g.Count() > 1);
        return twice is null
            ? new MigrationSet(scope, migrations)
            : throw new InvalidOperationException($"{assembly.GetName().Name} has two migrations of one number: {string.Join(", ", twice)}.");
    }

    static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\.Migrations\.(?<number>\d{4})_(?<name>[a-z0-9_]+)\.sql$")]
    private static partial Regex ResourceName();
}
