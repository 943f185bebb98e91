namespace HomeLab.Lab.Kinds;

/// <summary>What a <see cref="NotifierSpec"/> must be beyond its shape.</summary>
static class NotifierCheck
{
    public static void Check(NotifierSpec notifier, string path, SpecProblems problems)
    {
        if (!Uri.TryCreate(notifier.Url, UriKind.Absolute, out var url))
            problems.Add($"{path}.url", "WrongForm", $"expected {Forms.HttpUrlExpected}");
        else if (url.UserInfo.Length > 0)
            problems.Add($"{path}.url", "PlainSecret", "a URL is no place for a secret; say `token: {env: …}` or `token: {file: …}`");
        else if (notifier.Kind == NotifierSpec.Ntfy && url.AbsolutePath.Trim('/').Length == 0)
            problems.Add($"{path}.url", "WrongForm", "expected the URL of a topic, such as https://ntfy.sh/my-lab");
        if (notifier is { Kind: NotifierSpec.Gotify, Token: null })
            problems.Add($"{path}.kind", "MissingField", "Gotify takes messages with the token of an application only: `token: {env: …}` or `token: {file: …}`");
        for (var i = 0; i < notifier.Events?.Count; i++)
        {
            if (!NotifierSpec.AllEvents.Contains(notifier.Events[i]))
                problems.Add($"{path}.events[{i}]", "UnknownValue", $"expected one of {string.Join(", ", NotifierSpec.AllEvents)}");
        }
    }
}
