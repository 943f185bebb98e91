namespace HomeLab.Lab.Kinds;

/// <summary>What an <see cref="UpdatesSpec"/> must be beyond its shape.</summary>
static class UpdatesCheck
{
    /// <param name="lab">Null: it is not known, and refuses nothing.</param>
    public static void Check(UpdatesSpec? updates, LabSpec? lab, string path, SpecProblems problems)
    {
        if (updates is null)
            return;
        if (updates.After < TimeSpan.Zero)
            problems.Add($"{path}.after", "OutOfRange", "expected 0s or more");
        if (updates is { Track: "none", Digests: "follow" })
            problems.Add($"{path}.track", "NotAllowed", "what is not tracked is not followed; expected digest, patch, minor or major");
        if (updates.Canary?.Split('/') is [_, var host, ..] && lab?.Docker.All(it => it.Name != host) == true)
            problems.Add($"{path}.canary", "UnknownDocker", "expected docker/ and the name of one of spec.docker in lab.yaml");
    }
}
