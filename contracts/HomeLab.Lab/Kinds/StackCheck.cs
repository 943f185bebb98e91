namespace HomeLab.Lab.Kinds;

/// <summary>What a <see cref="StackSpec"/> must be beyond its shape.</summary>
static class StackCheck
{
    static readonly string[] SecretWords = ["PASSWORD", "PASSWD", "SECRET", "TOKEN", "API_KEY", "APIKEY", "PRIVATE_KEY"];

    /// <param name="context">A lab that is not known refuses nothing.</param>
    public static StackSpec Check(StackSpec spec, CheckContext context, SpecProblems problems)
    {
        if (context.Lab is { } lab && lab.Repositories.All(it => it.Name != spec.Repository))
            problems.Add("spec.repository", "UnknownRepository", "expected the name of one of spec.repositories in lab.yaml");
        if (context.Lab?.Docker.All(it => it.Name != spec.Docker) == true)
            problems.Add("spec.docker", "UnknownDocker", "expected the name of one of spec.docker in lab.yaml");
        if (!LabPath.IsWithin(spec.Folder))
            problems.Add("spec.folder", "OutsideRepository", "expected a relative path that stays within the repository");
        for (var i = 0; i < spec.Files.Count; i++)
        {
            if (!LabPath.IsWithin(spec.Files[i]))
                problems.Add($"spec.files[{i}]", "OutsideRepository", "expected a path relative to the folder that stays within it");
        }
        foreach (var name in spec.Environment.Keys.Where(LooksSecret))
            problems.Add($"spec.environment.{name}", "PlainSecret", "a secret's value never stands in the lab; say where it is, under `secrets`: {env: NAME} or {file: /path}");
        if (spec.HealthyWithin < TimeSpan.FromSeconds(10))
            problems.Add("spec.healthyWithin", "OutOfRange", "expected 10s or more");
        UpdatesCheck.Check(spec.Updates, context.Lab, "spec.updates", problems);
        if (spec.HealAfter < TimeSpan.FromSeconds(10))
            problems.Add("spec.healAfter", "OutOfRange", "expected 10s or more");
        return spec;
    }

    static bool LooksSecret(string name) =>
        SecretWords.Any(it => name.Contains(it, StringComparison.OrdinalIgnoreCase)) && !name.EndsWith("_FILE", StringComparison.OrdinalIgnoreCase);
}
