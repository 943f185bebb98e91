using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HomeLab.Dns.Planning;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Lists;

/// <summary>What is to be done to a list, as people read it and approve it: what is added first, and what is removed once that stands.</summary>
static class IpListProposals
{
    const string Add = "add";
    const string Remove = "remove";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The part of the plan that one look carries out.</summary>
    public static IpListPlan NextOf(IpListPlan plan) => plan.Add.Count > 0 ? plan with { Remove = [] } : plan;

    public static Proposal Of(string list, IpListPlan next) =>
        new(Recorded(list, next, ApplyMode.Approve), [Reasons.PolicyAsks], next.Add.Count, Updates: 0, next.Remove.Count);

    /// <summary>The whole plan, where it is only shown; else the part that waits.</summary>
    public static RecordedPlan Recorded(string list, IpListPlan plan, ApplyMode mode)
    {
        var steps = plan.Add.Select(it => (Action: Add, Ip: ListItem.Text(it), Id: (string?)null))
            .Concat(plan.Remove.Select(it => (Action: Remove, Ip: ListItem.Text(it.Network), Id: (string?)it.Id))).ToList();
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(steps.Select(it => new[] { it.Action, list, it.Ip, it.Id }))));
        var because = mode == ApplyMode.Approve ? new[] { Reasons.PolicyAsks } : [];
        return new RecordedPlan(Convert.ToHexStringLower(hash), JsonSerializer.Serialize(
            new
            {
                list,
                summary = $"{plan.Add.Count} to add, {plan.Remove.Count} to remove",
                reasons = because,
                changes = steps.Select(it => new
                {
                    change = $"{it.Action} {it.Ip} {(it.Action == Add ? "to" : "from")} {list}",
                    apply = mode == ApplyMode.Approve ? "approve" : "dryRun",
                    because = because.Select(reason => reason.Code),
                    steps = new[]
                    {
                        new
                        {
                            action = it.Action == Add ? IpListReconciler.Create : IpListReconciler.Delete, @object = $"{list}/{it.Ip}", id = it.Id,
                            before = it.Action == Add ? null : it.Ip, after = it.Action == Add ? it.Ip : null, by = $"list/{list}",
                        },
                    },
                }),
            },
            Json));
    }
}
