/** Dollars and cents; what rounds to nothing and is not nothing says so. */
export function dollars(amount: number): string {
  if (amount > 0 && amount < 0.005) return "<0.01";
  return formatted(amount, 2, 2);
}

export function signed(amount: number): string {
  if (amount !== 0 && Math.abs(amount) < 0.005) return amount > 0 ? "+<0.01" : "-<0.01";
  return `${amount > 0 ? "+" : ""}${formatted(amount, 2, 2)}`;
}

export function quantityText(quantity: number): string {
  return quantity > 0 && quantity < 0.00005 ? "<0.0001" : formatted(quantity, 0, quantity < 1 ? 4 : 2);
}

export function priceText(price: number): string {
  return formatted(price, 2, 6);
}

function formatted(amount: number, minimumFractionDigits: number, maximumFractionDigits: number): string {
  return amount.toLocaleString("en-US", { minimumFractionDigits, maximumFractionDigits });
}
