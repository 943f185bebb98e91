using System.Text.RegularExpressions;
using HomeLab.Lab.Kinds.Catalog;

namespace HomeLab.Lab.Kinds;

/// <summary>What a <see cref="BackupPolicySpec"/> must be beyond its shape.</summary>
static partial class BackupPolicyCheck
{
    static readonly TimeSpan Shortest = TimeSpan.FromMinutes(15);
    static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <param name="context">A lab that is not known refuses nothing.</param>
    public static BackupPolicySpec Check(BackupPolicySpec spec, CheckContext context, SpecProblems problems)
    {
        Repository(spec.Repository, problems);
        foreach (var name in spec.Environment.Keys)
            Variable(name, problems);
        if (spec.Every < Shortest || spec.Every > Longest)
            problems.Add("spec.every", "OutOfRange", "expected 15m to 31d");
        if (spec.Include.Count == 0)
            problems.Add("spec.include", "MissingField", $"say of what copies are made: {BackupAddress.Expected}");
        for (var i = 0; i < spec.Include.Count; i++)
            Included(spec.Include[i], $"spec.include[{i}]", context.Lab, problems);
        return spec;
    }

    static void Repository(string repository, SpecProblems problems)
    {
        if (Password().IsMatch(repository))
            problems.Add("spec.repository", "PlainSecret", "a URL is no place for a secret; say where it is, under `environment`: RESTIC_REST_PASSWORD, AWS_SECRET_ACCESS_KEY, …");
        else if (!repository.StartsWith('/') && !Backend().IsMatch(repository))
            problems.Add("spec.repository", "WrongForm", "expected an absolute directory such as /srv/backup/homelab, or s3:…, sftp:…, rest:…, b2:…, azure:…, gs:… or swift:…");
    }

    static void Variable(string name, SpecProblems problems)
    {
        var path = $"spec.environment.{name}";
        if (name.StartsWith("RESTIC_REPOSITORY", StringComparison.OrdinalIgnoreCase))
            problems.Add(path, "NotAllowed", "where copies go is said by `repository`");
        else if (name.StartsWith("RESTIC_PASSWORD", StringComparison.OrdinalIgnoreCase))
            problems.Add(path, "NotAllowed", "the repository's password is said by `password`");
        else if (name == "PATH" || name.StartsWith("LD_", StringComparison.Ordinal))
            problems.Add(path, "NotAllowed", "decides which programs run, not where the repository is; leave it out");
    }

    static void Included(string glob, string path, LabSpec? lab, SpecProblems problems)
    {
        var parts = glob.Split('/');
        if (parts[0] is not ("docker" or "database") || !BackupAddress.MayMatch(glob))
            problems.Add(path, "WrongForm", $"expected {BackupAddress.Expected}");
        else if (parts is ["docker", var host, ..] && Glob.IsLiteral(host) && lab?.Docker.All(it => it.Name != host) == true)
            problems.Add(path, "UnknownDocker", "expected docker/ and the name of one of spec.docker in lab.yaml");
    }

    /// <summary>A name and a password before the host of a URL: <c>rest:https://ada:…@backup.example.org</c>.</summary>
    [GeneratedRegex("^[a-z0-9]+:(https?://|//)?[^@/:]*:[^@/]+@")]
    private static partial Regex Password();

    /// <summary>What runs a program of its own, as rclone: does, is not among them.</summary>
    [GeneratedRegex("^(s3|sftp|rest|b2|azure|gs|swift):.+$")]
    private static partial Regex Backend();
}
