using System.Security.Authentication;
using HomeLab.Proxmox.Cluster;

namespace HomeLab.Proxmox.Transport;

/// <summary>
/// Sends a call to the host that answered last, or to the next one where that is safe. No host is asked twice in a call.
/// </summary>
sealed class ClusterConnection : IDisposable
{
    readonly ProxmoxSettings settings;
    readonly ProxmoxToken token;
    readonly TimeProvider time;
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
        this.time = time;
        expected = settings.ExpectedIdentity;
        hosts = [.. settings.Endpoints.Select(endpoint => new Host(endpoint, settings))];
        turns = new SemaphoreSlim(settings.ConcurrentCalls);
    }

    public TimeProvider Time => time;

    public IReadOnlyList<EndpointState> States =>
        [.. hosts.Select((host, i) => new EndpointState(host.Endpoint, i == preferred, host.Failure))];

    public async Task<Envelope<T>> SendAsync<T>(Call call, CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken);
        try
        {
            using var deadline = new CancellationTokenSource(settings.CallTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
            try
            {
                var credential = ProxmoxCredential.Parse(await token(either.Token), call);
                return await SendToAnyAsync<T>(call, credential, either.Token);
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
            {
                throw call.NoAnswer($"no answer within {settings.CallTimeout.TotalSeconds} s", e, wasSent: true);
            }
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>Asks the host that is used who it is.</summary>
    public async Task<ClusterIdentity> GetIdentityAsync(CancellationToken cancellationToken)
    {
        var status = await SendAsync<List<ClusterStatusRow>>(IdentityCalls.Status, cancellationToken);
        var local = IdentityCalls.LocalNode(status.Data!);
        var certificates = await SendAsync<List<Nodes.NodeCertificate>>(IdentityCalls.Certificates(local), cancellationToken);
        return IdentityCalls.Read(status.Data!, certificates.Data);
    }

    public void Dispose()
    {
        hosts.ForEach(host => host.Dispose());
        turns.Dispose();
        verifying.Dispose();
    }

    async Task<Envelope<T>> SendToAnyAsync<T>(Call call, ProxmoxCredential credential, CancellationToken cancellationToken)
    {
        var failures = new List<ProxmoxException>();
        var first = preferred;
        for (var i = 0; i < hosts.Count; i++)
        {
            var index = (first + i) % hosts.Count;
            var isVerified = false;
            try
            {
                await VerifyAsync(hosts[index], call, credential, cancellationToken);
                isVerified = true;
                var answer = await ExchangeAsync<T>(hosts[index], call, credential, cancellationToken);
                preferred = index;
                return answer;
            }
            catch (ProxmoxException e) when (IsOfHost(e))
            {
                hosts[index].Failed(e);
                failures.Add(e);
                if (isVerified && e.WasSent && call.IsWrite)
                {
                    break;
                }
            }
            catch (OperationCanceledException)
            {
                // Whoever was waited for this long is not the one to ask first the next time.
                preferred = (index + 1) % hosts.Count;
                throw;
            }
        }
        throw failures is [var only] ? only : Together(call, failures);
    }

    async Task<Envelope<T>> ExchangeAsync<T>(Host host, Call call, ProxmoxCredential credential, CancellationToken cancellationToken)
    {
        if (host.IsClearText)
        {
            throw new ProxmoxException(
                ProxmoxFailure.TokenRefused, call.Sentence(false, $"the token is not sent to {host.Endpoint} in clear text; use https")) { WasSent = false };
        }
        using var request = call.ToRequest(host.Root, credential);
        try
        {
            using var response = await host.SendAsync(request, call.IsWrite, cancellationToken);
            var body = await BoundedBody.ReadAsync(response.Content, settings.LargestAnswer, cancellationToken)
                ?? throw Answer.Unreadable(call, response, $"the answer has more than {settings.LargestAnswer} bytes");
            var answer = Answer.Read<T>(call, response, body, credential, time.GetUtcNow());
            host.Answered();
            return answer;
        }
        catch (HttpRequestException e) when (e.InnerException is CertificateRefusedException refused)
        {
            throw new ProxmoxException(ProxmoxFailure.CertificateRefused, call.Sentence(false, refused.Message), e) { WasSent = false };
        }
        catch (HttpRequestException e)
        {
            // The outermost says only that something went wrong.
            throw call.NoAnswer($"{host.Endpoint}: {e.GetBaseException().Message}", e, WasSent(e));
        }
        catch (IOException e)
        {
            throw call.NoAnswer($"{host.Endpoint}: {e.Message}", e, wasSent: true);
        }
        catch (OperationCanceledException e) when (e.InnerException is TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            throw call.NoAnswer($"{host.Endpoint} did not accept a connection within {settings.ConnectTimeout.TotalSeconds} s", e, wasSent: false);
        }
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
            var identity = await IdentityOfAsync(host, credential, cancellationToken);
            expected ??= identity;
            if (!expected.IsSame(identity))
            {
                throw new ProxmoxException(
                    ProxmoxFailure.WrongCluster, call.Sentence(false, $"{host.Endpoint} is of {identity}, but {expected} was expected")) { WasSent = false };
            }
            host.Verified();
        }
        finally
        {
            verifying.Release();
        }
    }

    async Task<ClusterIdentity> IdentityOfAsync(Host host, ProxmoxCredential credential, CancellationToken cancellationToken)
    {
        var status = (await ExchangeAsync<List<ClusterStatusRow>>(host, IdentityCalls.Status, credential, cancellationToken)).Data!;
        var call = IdentityCalls.Certificates(IdentityCalls.LocalNode(status));
        return IdentityCalls.Read(status, (await ExchangeAsync<List<Nodes.NodeCertificate>>(host, call, credential, cancellationToken)).Data!);
    }

    static bool IsOfHost(ProxmoxException e) => e.Failure
        is ProxmoxFailure.Unavailable or ProxmoxFailure.Unreadable or ProxmoxFailure.CertificateRefused or ProxmoxFailure.WrongCluster;

    static ProxmoxException Together(Call call, List<ProxmoxException> failures)
    {
        var isAmbiguous = failures.Any(e => e.IsAmbiguous);
        var told = failures.Find(e => e.IsAmbiguous) ?? failures.Find(e => e.IsTransient) ?? failures[0];
        var each = string.Join(" ", failures.Select(e => e.Message));
        return new ProxmoxException(told.Failure, $"{call.Sentence(isAmbiguous, $"none of the {failures.Count} hosts asked could do it")} {each}", told)
        {
            Status = told.Status,
            RetryAfter = told.RetryAfter,
            IsAmbiguous = isAmbiguous,
            WasSent = failures.Any(e => e.WasSent),
        };
    }

    static bool WasSent(HttpRequestException e) => e.InnerException is not AuthenticationException && e.HttpRequestError is not (
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError);
}
