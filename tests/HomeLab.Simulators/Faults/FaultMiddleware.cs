namespace HomeLab.Simulators.Faults;

/// <summary>Lets the requests go wrong that the switchboard says.</summary>
sealed class FaultMiddleware(RequestDelegate next, FaultSwitchboard switchboard, LateRequests late)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<SimulatedRequest>() is not { IsLate: false } request)
        {
            await next(context);
            return;
        }

        if (switchboard.NamesObjects)
            request.Object = await request.System.NameObjectAsync(context.Request);
        var plan = switchboard.PlanFor(request, context.Request.Method);
        request.Faults.AddRange(plan.Struck);
        request.Lag = plan.Lag;
        request.Shows = plan.Shows;
        request.HasWrongIdentity = plan.HasWrongIdentity;
        request.IsBusy = plan.IsBusy;
        request.Aftermath = plan.Aftermath;
        if (plan.Latency > TimeSpan.Zero)
            await Task.Delay(plan.Latency, context.RequestAborted);
        await (plan.Decisive is { } rule ? StrikeAsync(context, request, rule) : next(context));
    }

    async Task StrikeAsync(HttpContext context, SimulatedRequest request, FaultRule rule)
    {
        switch (rule.Effect)
        {
            case FaultEffect.Status or FaultEffect.RateLimited:
                await FaultAnswer.WriteAsync(context, request.System, rule);
                break;
            case FaultEffect.LostAnswer:
                await HeldAnswer.RunAsync(context, next);
                Cut(context, request);
                break;
            case FaultEffect.TruncatedAnswer:
                await TruncateAsync(context, request);
                break;
            case FaultEffect.AppliedLate:
                await late.DeferAsync(context, request, next, TimeSpan.FromSeconds(rule.Seconds));
                Cut(context, request);
                break;
            case FaultEffect.NotApplied:
                await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
                Cut(context, request);
                break;
            default:
                Cut(context, request);
                break;
        }
    }

    async Task TruncateAsync(HttpContext context, SimulatedRequest request)
    {
        var answer = await HeldAnswer.RunAsync(context, next);
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer.AsMemory(0, answer.Length / 2), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        Cut(context, request);
    }

    static void Cut(HttpContext context, SimulatedRequest request)
    {
        request.Cutting?.Invoke();
        context.Abort();
    }
}
