using HomeLab.Dns.Records;

namespace HomeLab.Dns.Answers;

/// <summary>What was answered last.</summary>
/// <param name="Detail">What else was answered, or why nothing was; empty: nothing is to be said.</param>
/// <param name="Since">When this was first the answer for this record.</param>
sealed record KnownAnswer(
    string Object, DnsRecord Record, bool IsGone, AnswerState State, string Detail, DateTimeOffset Since, DateTimeOffset AskedAt)
{
    /// <summary>So long that it no longer is the time that servers take.</summary>
    public bool IsNotServed(TimeSpan servedWithin, DateTimeOffset now) => State == AnswerState.Differs && now - Since >= servedWithin;

    public bool IsAbout(Expectation expected) => Record == expected.Record && IsGone == expected.IsGone;
}
