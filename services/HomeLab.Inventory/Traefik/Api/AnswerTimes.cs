using System.Net.Http.Headers;
using HomeLab.Inventory.Sources;

namespace HomeLab.Inventory.Traefik.Api;

/// <summary>Notices by their dates that answers are old ones, which something between gives again: a server writes the time into each.</summary>
sealed class AnswerTimes(TimeProvider time)
{
    /// <summary>A date has whole seconds.</summary>
    static readonly TimeSpan Step = TimeSpan.FromSeconds(2);

    /// <summary>Not for ever: a clock may be set back.</summary>
    static readonly TimeSpan Memory = TimeSpan.FromMinutes(30);

    (DateTimeOffset Date, DateTimeOffset SeenAt)? newest;

    /// <param name="sentAt">When it was asked for.</param>
    /// <exception cref="SourceUnavailableException">It is an old one.</exception>
    public void Check(HttpResponseHeaders headers, DateTimeOffset sentAt)
    {
        var isOld = headers.Age > TimeSpan.Zero;
        if (headers.Date is { } date)
        {
            isOld |= newest is { } last && sentAt - last.SeenAt < Memory && (date < last.Date || (date == last.Date && sentAt - last.SeenAt > Step));
            if (!isOld && date != newest?.Date)
                newest = (date, time.GetUtcNow());
        }
        if (isOld)
            throw new SourceUnavailableException("Stale", $"its answers are old ones, of {headers.Date:yyyy-MM-ddTHH:mm:ssZ}: something between gives them again");
    }
}
