using System.Threading.Channels;
using HomeLab.Simulators.Cloudflare.State;
using HomeLab.Simulators.Faults;
using HomeLab.Simulators.RequestLog;

namespace HomeLab.Simulators.Pages;

/// <summary>Tells the page that something changed, at most a few times a second; it fetches the view itself.</summary>
static class ChangeStream
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    public static async Task WriteAsync(
        HttpContext context, CloudflareStore store, FaultSwitchboard faults, RequestJournal journal, IHostApplicationLifetime lifetime)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        var ticks = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void Tick() => ticks.Writer.TryWrite(true);
        store.Changed += Tick;
        faults.Changed += Tick;
        journal.Changed += Tick;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            do
            {
                await context.Response.WriteAsync("data: changed\n\n", end.Token);
                await context.Response.Body.FlushAsync(end.Token);
                await Task.Delay(Pause, end.Token);
            }
            while (await ticks.Reader.WaitToReadAsync(end.Token) && ticks.Reader.TryRead(out _));
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The reader left, or the simulators stop.
        }
        finally
        {
            store.Changed -= Tick;
            faults.Changed -= Tick;
            journal.Changed -= Tick;
        }
    }
}
