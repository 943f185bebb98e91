namespace HomeLab.Restic;

/// <param name="Repository">As restic names it: a directory, <c>s3:…</c>, <c>sftp:…</c>, <c>rest:…</c>.</param>
/// <param name="Environment">What it needs for where the repository is: <c>AWS_ACCESS_KEY_ID</c>, …. It gets nothing else of this process's but where programs and its cache are.</param>
public sealed record ResticSettings(string Repository, string Password, IReadOnlyDictionary<string, string> Environment)
{
    public override string ToString() => Repository;
}
