import type { Environment } from "../environment";
import type { Problem } from "../problems";
import { forwards, minutes, minutesOfDay } from "../time-of-day";

/** The shortest window of either kind (Amazon RDS, `CreateDBInstance`). */
const shortest = 30;
const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const minutesOfWeek = days.length * minutesOfDay;

/** What RDS refuses of the times at which it backs a database up and maintains it. */
export function databaseWindowRules({ database }: Environment): Problem[] {
  if (!database) return [];
  const { backupWindow, maintenanceWindow } = database;
  const [from = 0, to = 0] = backupWindow.split("-").map(minutes);
  const [begin = 0, end = 0] = maintenanceWindow.split("-").map(minutesOfTheWeek);
  const backup = forwards(from, to);
  const maintenance = forwards(begin, end, minutesOfWeek);
  const wrong = [
    ...(backup < shortest ? [tooShort("backupWindow", backupWindow)] : []),
    ...(maintenance < shortest ? [tooShort("maintenanceWindow", maintenanceWindow)] : []),
    ...(maintenance >= minutesOfDay
      ? [
          {
            path: "database.maintenanceWindow",
            message: `${maintenanceWindow} is not shorter than a day; end it earlier`,
          },
        ]
      : []),
  ];
  if (wrong.length > 0) return wrong;
  const apart = days.every((_, day) => {
    const start = day * minutesOfDay + from;
    return forwards(start, begin, minutesOfWeek) >= backup && forwards(begin, start, minutesOfWeek) >= maintenance;
  });
  if (apart) return [];
  return [
    {
      path: "database.backupWindow",
      message: `${backupWindow} meets the maintenanceWindow ${maintenanceWindow}, and RDS wants them apart; move one`,
    },
  ];
}

function tooShort(name: string, window: string): Problem {
  return { path: `database.${name}`, message: `${window} is shorter than ${shortest} minutes; widen it` };
}

/** Minutes since Monday's midnight of a moment, as in `sun:04:30`. */
function minutesOfTheWeek(moment: string): number {
  const [day = "", ...time] = moment.split(":");
  return days.indexOf(day) * minutesOfDay + minutes(time.join(":"));
}
