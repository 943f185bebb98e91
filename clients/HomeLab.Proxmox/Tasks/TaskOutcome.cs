using System.Globalization;
using System.Text.RegularExpressions;
using HomeLab.Proxmox.Transport;

namespace HomeLab.Proxmox.Tasks;

/// <summary>How a task stands.</summary>
public abstract partial record TaskOutcome
{
    TaskOutcome()
    {
    }

    public bool IsSuccess => this is Succeeded;

    /// <param name="Warnings">How many the log holds.</param>
    public sealed record Succeeded(int Warnings = 0) : TaskOutcome;

    public sealed record Running : TaskOutcome;

    /// <param name="Message">One line.</param>
    /// <param name="Cause">What the words mean, as of a call that fails; a lock may be found only by the task.</param>
    public sealed record Failed(string Message, ProxmoxFailure Cause) : TaskOutcome;

    /// <summary>It was killed, its node went down, or its log is gone: what it did is to be read from the thing itself.</summary>
    public sealed record Unknown(string Message) : TaskOutcome;

    /// <summary><c>OK</c> and <c>WARNINGS: n</c> are success, any other text is the message of a failure.</summary>
    internal static TaskOutcome OfExit(string? text) => text switch
    {
        "OK" => new Succeeded(),
        null or "" or "unknown" or "unexpected status" => new Unknown(text ?? ""),
        _ when text.StartsWith("unable to get last line", StringComparison.Ordinal) => new Unknown(text),
        _ when Warned().Match(text) is { Success: true } match => new Succeeded(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)),
        _ => new Failed(FailureText.Line(text, []), FailureText.Of(text) ?? ProxmoxFailure.Rejected),
    };

    [GeneratedRegex(@"\AWARNINGS: (\d{1,9})\z")]
    private static partial Regex Warned();
}
