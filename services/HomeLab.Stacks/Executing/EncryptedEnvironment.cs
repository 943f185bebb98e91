using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.ServiceDefaults.Secrets;
using HomeLab.Sops;
using HomeLab.Sops.Age;
using HomeLab.Stacks.Compose;

namespace HomeLab.Stacks.Executing;

/// <summary>Values of environment files that SOPS encrypted, by the names that a wish has for them: <c>./path:NAME</c>. In memory alone, and for one look.</summary>
static class EncryptedEnvironment
{
    /// <param name="names">That the wish has; those of other secrets are left.</param>
    /// <exception cref="SecretMissingException">A key is not where the lab says.</exception>
    /// <exception cref="SopsException">A file cannot be decrypted.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(DesiredStack stack, IEnumerable<string> names, SecretReader secrets, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var wanted = names.Where(it => it.Contains(':', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        if (wanted.Count == 0)
            return values;
        var files = wanted.Select(it => it[..it.LastIndexOf(':')]).ToHashSet(StringComparer.Ordinal);
        var identities = await IdentitiesAsync(stack, files.Order(StringComparer.Ordinal).First(), secrets, cancellationToken);
        foreach (var file in stack.Files.Where(it => files.Contains(it.Path)))
        {
            foreach (var (name, value) in Read(file, identities))
                values[$"{file.Path}:{name}"] = value;
        }
        return wanted.Find(it => !values.ContainsKey(it)) is { } missing ? throw new SopsException($"{missing} is not in its file") : wanted.ToDictionary(it => it, it => values[it], StringComparer.Ordinal);
    }

    static Dictionary<string, string> Read(StackFile file, IReadOnlyList<AgeIdentity> identities)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in SopsDotenv.Decrypt(file.Path, file.Content.ToStringUtf8(), identities))
        {
            var name = EnvironmentValue.NameOf(line.Name);
            // What stands there for all to read is interpolated where it is read.
            values[name] = EnvironmentValue.Read(line.Value, values) ?? (line.IsEncrypted
                ? throw new SopsException($"{name} in {file.Path} names a variable that the file does not set above it; write its value in single quotes if it has a dollar sign of its own")
                : line.Value);
        }
        return values;
    }

    static async Task<List<AgeIdentity>> IdentitiesAsync(DesiredStack stack, string file, SecretReader secrets, CancellationToken cancellationToken)
    {
        if (stack.AgeKeys.Count == 0)
            throw new SopsException($"{file} is encrypted with SOPS, and {stack.Source} has no `ageKeys` in lab.yaml that say where the key is");
        var identities = new List<AgeIdentity>();
        foreach (var reference in stack.AgeKeys)
            identities.AddRange(AgeIdentity.Parse(await secrets.ReadAsync(reference, cancellationToken), reference.FromCase == SecretReference.FromOneofCase.File ? $"the file {reference.File}" : $"the variable {reference.Env}"));
        return identities;
    }
}
