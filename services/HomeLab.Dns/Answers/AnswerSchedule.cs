namespace HomeLab.Dns.Answers;

/// <summary>When which answer is asked for: at once what is new, soon what differs, seldom what stands.</summary>
sealed class AnswerSchedule(DnsOptions options, DateTimeOffset now)
{
    /// <summary>What has differed for long, and who does not answer, is asked no oftener than this.</summary>
    static readonly TimeSpan Patient = TimeSpan.FromMinutes(5);

    public DateTimeOffset DueAt(Expectation expected, KnownAnswer? known) =>
        known is null || !known.IsAbout(expected) ? now : known.AskedAt + AfterOf(known);

    TimeSpan AfterOf(KnownAnswer known) => known.State switch
    {
        AnswerState.Differs => known.IsNotServed(options.ServedWithin, now) ? Later(Patient, options.AskAgainAfter) : options.AskAgainAfter,
        AnswerState.Unreachable => Patient,
        _ => options.VerifyInterval,
    };

    static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
