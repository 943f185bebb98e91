using HomeLab.Proxmox.Cluster;

namespace HomeLab.Proxmox.Transport;

/// <summary>
/// Sends a call to the host that answered last, or to the next one where that is safe. No host is asked twice in a call.
/// </summary>
sealed class ClusterConnection : IDisposable
{
    readonly ProxmoxSettings settings;
    readonly ProxmoxToken token;
    readonly List<Host> hosts;
    readonly SemaphoreSlim turns;
    readonly SemaphoreSlim verifying = new(1);
    ClusterIdentity? expected;
    volatile int preferred;

    public ClusterConnection(ProxmoxSettings settings, ProxmoxToken token, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfZero(settings.Endpoints.Count);
        this.settings = settings;
        this.token = token;
        Time = time;
        expected = settings.ExpectedIdentity;
        hosts = [.. settings.Endpoints.Select(endpoint => new Host(endpoint, settings, time))];
        turns = new SemaphoreSlim(settings.ConcurrentCalls);
    }

    public TimeProvider Time { get; }

    public IReadOnlyList<EndpointState> States =>
        [.. hosts.Select((host, i) => new EndpointState(host.Endpoint, i == preferred, host.Failure))];

    public async Task<Envelope<T>> SendAsync<T>(Call call, CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken);
        try
        {
            using var deadline = new CancellationTokenSource(settings.CallTimeout, Time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
            var credential = ProxmoxCredential.Parse(await token(either.Token), call);
            return await SendToAnyAsync<T>(call, credential, either.Token, cancellationToken);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw call.NoAnswer($"there was no token within {settings.CallTimeout.TotalSeconds} s", e, wasSent: false);
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose()
    {
        hosts.ForEach(host => host.Dispose());
        turns.Dispose();
        verifying.Dispose();
    }

    /// <param name="callers">What the caller gave; the other token also ends at the deadline.</param>
    async Task<Envelope<T>> SendToAnyAsync<T>(
        Call call, ProxmoxCredential credential, CancellationToken cancellationToken, CancellationToken callers)
    {
        var failures = new List<ProxmoxException>();
        var first = preferred;
        for (var i = 0; i < hosts.Count; i++)
        {
            var host = hosts[(first + i) % hosts.Count];
            var isVerified = false;
            try
            {
                await VerifyAsync(host, call, credential, cancellationToken);
                isVerified = true;
                var answer = await host.ExchangeAsync<T>(call, credential, cancellationToken);
                preferred = (first + i) % hosts.Count;
                return answer;
            }
            catch (ProxmoxException e) when (IsOfHost(e))
            {
                host.Failed(e);
                failures.Add(e);
                if (isVerified && e.WasSent && call.IsWrite)
                {
                    break;
                }
            }
            catch (OperationCanceledException e) when (!callers.IsCancellationRequested)
            {
                // Whoever was waited for this long is not the one to ask first the next time.
                preferred = (first + i + 1) % hosts.Count;
                var late = call.NoAnswer($"{host.Endpoint} gave no answer within {settings.CallTimeout.TotalSeconds} s", e, isVerified);
                host.Failed(late);
                failures.Add(late);
                break;
            }
        }
        throw failures is [var only] ? only : Together(call, failures);
    }

    async Task VerifyAsync(Host host, Call call, ProxmoxCredential credential, CancellationToken cancellationToken)
    {
        if (host.IsVerified || (hosts.Count == 1 && settings.ExpectedIdentity is null))
        {
            return;
        }
        await verifying.WaitAsync(cancellationToken);
        try
        {
            if (host.IsVerified)
            {
                return;
            }
            var identity = await IdentityCalls.AskAsync(host, credential, cancellationToken);
            expected ??= identity;
            if (!expected.IsSame(identity))
            {
                var sentence = call.Sentence(false, $"{host.Endpoint} is of {identity}, but {expected} was expected");
                throw new ProxmoxException(ProxmoxFailure.WrongCluster, sentence) { WasSent = false };
            }
            host.Verified();
        }
        finally
        {
            verifying.Release();
        }
    }

    static bool IsOfHost(ProxmoxException e) => e.Failure
        is ProxmoxFailure.Unavailable or ProxmoxFailure.Unreadable or ProxmoxFailure.CertificateRefused or ProxmoxFailure.WrongCluster;

    static ProxmoxException Together(Call call, List<ProxmoxException> failures)
    {
        var told = failures.Find(e => e.IsAmbiguous) ?? failures.Find(e => e.IsTransient) ?? failures[0];
        var sentence = call.Sentence(told.IsAmbiguous, $"none of the {failures.Count} hosts asked could do it");
        return new ProxmoxException(told.Failure, $"{sentence} {string.Join(" ", failures.Select(e => e.Message))}", told)
        {
            Status = told.Status,
            RetryAfter = told.RetryAfter,
            IsAmbiguous = told.IsAmbiguous,
            WasSent = failures.Any(e => e.WasSent),
        };
    }
}
