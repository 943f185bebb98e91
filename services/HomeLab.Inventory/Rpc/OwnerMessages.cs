using HomeLab.Inventory.Owners;
using Contract = HomeLab.Contracts.Grpc.Inventory;

namespace HomeLab.Inventory.Rpc;

/// <summary>Whose something is, in the words of the contract.</summary>
static class OwnerMessages
{
    /// <returns>Null: nobody is known.</returns>
    public static Contract.Owner? Of(Owner owner) =>
        owner.Name.Length == 0 ? null : new Contract.Owner { Name = owner.Name, Contact = owner.Contact, By = owner.By };
}
