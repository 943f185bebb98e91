using System.ComponentModel.DataAnnotations;
using HomeLab.Simulators.Clock;

namespace HomeLab.Simulators.Faults;

/// <summary>The rules by which requests to simulated systems go wrong. Safe for concurrent use.</summary>
public sealed class FaultSwitchboard(SimulatorClock clock)
{
    readonly Lock gate = new();
    readonly List<ArmedFault> armed = [];
    int lastId;

    /// <summary>Raised after a rule was added, removed or struck.</summary>
    public event Action? Changed;

    public IReadOnlyList<ArmedFaultView> Armed
    {
        get
        {
            lock (gate)
            {
                DropSpent();
                return [.. armed.Select(fault => new ArmedFaultView(fault.Rule, fault.Struck))];
            }
        }
    }

    /// <returns>The rule as armed, with its id.</returns>
    /// <exception cref="ValidationException">The rule is wrong; the message has each mistake.</exception>
    public FaultRule Add(FaultRule rule)
    {
        if (rule.Mistakes().ToList() is { Count: > 0 } mistakes)
            throw new ValidationException(string.Join(' ', mistakes));
        lock (gate)
        {
            rule = rule with { Id = ++lastId };
            armed.Add(new ArmedFault(rule, clock.GetUtcNow()));
        }

        Changed?.Invoke();
        return rule;
    }

    /// <returns>Whether the rule was still in force.</returns>
    public bool Remove(int id)
    {
        bool isRemoved;
        lock (gate)
            isRemoved = armed.RemoveAll(fault => fault.Rule.Id == id) > 0;
        Changed?.Invoke();
        return isRemoved;
    }

    public void Clear()
    {
        lock (gate)
            armed.Clear();
        Changed?.Invoke();
    }

    /// <summary>Whether a rule asks what requests are about, which costs reading their bodies twice.</summary>
    internal bool NamesObjects
    {
        get
        {
            lock (gate)
                return armed.Exists(fault => fault.Rule.NamesObject);
        }
    }

    internal FaultPlan PlanFor(SimulatedRequest request, string method)
    {
        var plan = new FaultPlan();
        lock (gate)
        {
            DropSpent();
            foreach (var fault in armed)
                if (plan.HasRoomFor(fault.Rule) && fault.Covers(request, method) && fault.Strikes())
                    plan.Take(fault.Rule);
        }

        if (plan.Struck.Count > 0)
            Changed?.Invoke();
        return plan;
    }

    void DropSpent()
    {
        var now = clock.GetUtcNow();
        armed.RemoveAll(fault => fault.IsSpent(now));
    }
}
