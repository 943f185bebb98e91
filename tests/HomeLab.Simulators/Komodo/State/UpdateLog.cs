namespace HomeLab.Simulators.Komodo.State;

/// <summary>What one stage of something had to say.</summary>
/// <param name="Error">Docker tells its progress there, also when all goes well.</param>
sealed record UpdateLog(string Stage, string Command, string Output, string Error, bool IsSuccess, DateTimeOffset At)
{
    public static UpdateLog Simple(string stage, string text, DateTimeOffset at) => new(stage, "", text, "", true, at);

    /// <summary>Core marks its own errors up for its web page.</summary>
    public static UpdateLog Failed(string stage, string text, DateTimeOffset at) =>
        new(stage, "", "", $"<span class=\"text-red-700 dark:text-red-400\">ERROR</span>: {text}", false, at);
}
